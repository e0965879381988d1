/** Files as the apps write them, made by hand: their columns, their dates, their habits. */

const HEVY_HEADER =
  "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe";

export const HEVY = [
  HEVY_HEADER.replace(/[a-z_]+/g, '"$&"'),
  '"Legs, heavy","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bulgarian Split Squat",,"front foot ""flat""",0,"warmup",10,10,,,',
  '"Legs, heavy","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bulgarian Split Squat",,"front foot ""flat""",1,"normal",20,8,,,8',
  '"Legs, heavy","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bulgarian Split Squat",,"front foot ""flat""",2,"failure",22.5,7,,,9.5',
  '"Legs, heavy","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bench Press (Barbell)",,"",0,"normal",60,5,,,',
  '"Legs, heavy","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Side Plank",,"",0,"normal",,,,45,',
  '"Early","3 Jan 2025, 06:05","3 Jan 2025, 06:40","","Single Leg Romanian Deadlift (Dumbbell)",,"two\nlines",0,"normal",16,10,,,',
  '"Early","3 Jan 2025, 06:05","3 Jan 2025, 06:40","","Single Leg Standing Calf Raise",,"",0,"normal",,15,,,',
  '"Early","3 Jan 2025, 06:05","3 Jan 2025, 06:40","","Deadlift (Barbell)",,"",0,"normal",80,5,,,',
  "",
].join("\n");

export const HEVY_POUNDS = [
  HEVY_HEADER.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles"),
  "Legs,2024-11-05 18:30:00,2024-11-05 19:15:00,,Reverse Lunge (Dumbbell),,,0,normal,45,8,,,",
].join("\r\n");

export const STRONG_IPHONE = [
  "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE",
  '2024-08-24 17:30:00,"Evening Workout",1h 5m,"Pistol Squat",1,0,6.0,0,0.0,"","",',
  '2024-08-24 17:30:00,"Evening Workout",1h 5m,"Pistol Squat",2,4.5,5.0,0,0.0,"shaky","",9',
  '2024-08-24 17:30:00,"Evening Workout",1h 5m,"Pistol Squat","Rest Timer",0,0,0,90.0,"","",',
  '2024-08-24 17:30:00,"Evening Workout",1h 5m,"Step-up (Dumbbell)",W,10,10,0,0,"","",',
  '2024-08-24 17:30:00,"Evening Workout",1h 5m,"Step-up (Dumbbell)",1,20,10,0,0,"","",',
  '2024-08-24 17:30:00,"Evening Workout",1h 5m,"Squat (Assisted)",1,-20,10,0,0,"","",',
  '2024-08-24 17:30:00,"Evening Workout",1h 5m,"Running",1,0,0,5000,1800,"","",',
].join("\n");

export const STRONG_ANDROID = [
  "\uFEFFWorkout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes",
  '"12";"2025-01-02 07:15:00";"Früh";"2700";"Bulgarian Split Squat";"1";"17,5";"8";"8,5";"";"0";"";""',
  '"12";"2025-01-02 07:15:00";"Früh";"2700";"Bulgarian Split Squat";"D";"12,5";"10";"";"";"0";"";""',
  '"12";"2025-01-02 07:15:00";"Früh";"2700";"Glute Bridge";"1";"0";"15";"";"";"0";"";""',
].join("\r\n");

export const FITNOTES = [
  "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time",
  "2023-05-01,Bulgarian Split Squat,Legs,14.0,10,,,",
  "2023-05-01,Bulgarian Split Squat,Legs,14.0,9,,,",
  "2023-05-01,Side Plank,Abs,,,,,0:00:40",
  "2023-05-03,Single Leg RDL - Left,Legs,12.0,8,,,",
  "2023-05-03,Single Leg RDL - Right,Legs,12.0,8,,,",
  "2023-05-03,Plank,Abs,,,,,0:01:30",
].join("\n");

export const FITNOTES_IPHONE = [
  "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind",
  "2026-01-15,Split Squat,Legs,,35,12,,,,good one,",
  "2026-01-15,Split Squat,Legs,,20,12,,,,,Warmup",
].join("\n");

/** Every sample, by what it is. */
export const SAMPLES: Readonly<Record<string, string>> = {
  HEVY,
  HEVY_POUNDS,
  STRONG_IPHONE,
  STRONG_ANDROID,
  FITNOTES,
  FITNOTES_IPHONE,
};

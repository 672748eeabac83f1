// The first test of PlanningTests replaces this line.

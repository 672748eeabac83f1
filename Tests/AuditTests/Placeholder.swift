// The first test of AuditTests replaces this line.

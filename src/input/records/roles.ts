/** What the configuration calls the lists beside that of cases that are known by their headings. */
export const RECORD_ROLES = ['plans', 'advice', 'appeals'] as const;

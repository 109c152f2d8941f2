namespace OpcSpaces.Databases;

/// <summary>A database cannot be reached, or its disk does not allow it: the same may succeed later. The message has no secrets.</summary>
public class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A database is not one that this program can use: trying again does not help. The message says what to do.</summary>
public class DatabaseRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Two have changed or added the same at the same moment, and this one has lost: nothing of it was stored, and the same question again is answered by what the other one stored.</summary>
public class DatabaseConflictException(string message, Exception? inner = null) : DatabaseUnavailableException(message, inner);

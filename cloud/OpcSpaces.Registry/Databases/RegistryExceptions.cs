using OpcSpaces.Databases;

namespace OpcSpaces.Registry.Databases;

/// <summary>The database cannot be reached, or its disk does not allow it: the same may succeed later. The message has no secrets.</summary>
public class RegistryUnavailableException(string message, Exception? inner = null) : DatabaseUnavailableException(message, inner);

/// <summary>Somebody else has changed the same at the same moment: nothing was changed here.</summary>
public sealed class RegistryConflictException(string message, Exception? inner = null) : RegistryUnavailableException(message, inner);

/// <summary>The database is not one that this program can use: trying again does not help. The message says what to do.</summary>
public sealed class RegistryRefusedException(string message, Exception? inner = null) : DatabaseRefusedException(message, inner);

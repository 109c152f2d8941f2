namespace OpcSpaces.Model.Usage.Calendars;

/// <summary>A community has a time zone that this machine does not know. The message says which, and what to write.</summary>
public sealed class UnknownTimeZoneException(string message) : Exception(message);

namespace OpcSpaces.Storage.Series;

/// <summary>A store could not answer a question now.</summary>
public sealed class SeriesUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

namespace OpcSpaces.Storage.Series.Influx;

/// <summary>The token's file cannot be read.</summary>
internal sealed class TokenUnreadableException(Exception inner) : Exception(inner.Message, inner);

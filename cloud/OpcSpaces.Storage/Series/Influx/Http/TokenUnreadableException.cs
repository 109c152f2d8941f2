namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>The token's file cannot be read.</summary>
internal sealed class TokenUnreadableException(Exception inner) : Exception(inner.Message, inner);

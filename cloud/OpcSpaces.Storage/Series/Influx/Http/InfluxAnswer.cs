namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>The answer to a write.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Text">The server's words, or why it could not be reached; never a token.</param>
/// <param name="RetryAfter">How long the server wants to be left alone; null when it did not say.</param>
/// <param name="Trouble">For <see cref="InfluxVerdict.Unavailable"/>: whose matter it is.</param>
internal readonly record struct InfluxAnswer(
    InfluxVerdict Verdict, string Text, TimeSpan? RetryAfter = null, InfluxTrouble Trouble = InfluxTrouble.Passing)
{
    public static InfluxAnswer Taken => new(InfluxVerdict.Taken, "");
}

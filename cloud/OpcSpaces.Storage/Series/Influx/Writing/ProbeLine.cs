using System.Globalization;
using System.Text;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>
/// A line that every InfluxDB takes, to tell a server that refuses some lines from one that refuses everything, in one request. It is sent
/// only after a request was refused as a whole. That it is taken does not yet prove that readings are: only a reading does, except for one
/// that is alone in its request. Its time is the full hour, so that it leaves 24 points a day at most, and retention does not refuse it.
/// </summary>
internal static class ProbeLine
{
    /// <summary>A measurement of its own, which no reading has.</summary>
    public const string Measurement = "opcspaces_probe";

    private const long NsPerSecond = 1_000_000_000;
    private const long SecondsPerHour = 3_600;
    private const long NsPerMinute = 60 * NsPerSecond;

    public static byte[] At(DateTimeOffset now)
    {
        var hour = now.ToUnixTimeSeconds() / SecondsPerHour * SecondsPerHour;
        return Of(hour * NsPerSecond);
    }

    /// <summary>Tells whether the server takes this time at all. It is the full minute after it, so that a refusal is true for the time itself.</summary>
    public static byte[] Beside(long timeNs) => timeNs > long.MaxValue - NsPerMinute
        ? Of(timeNs)
        : Of((timeNs / NsPerMinute * NsPerMinute) + (timeNs > 0 && timeNs % NsPerMinute != 0 ? NsPerMinute : 0));

    private static byte[] Of(long timeNs) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Measurement} value=1i {timeNs}\n"));
}

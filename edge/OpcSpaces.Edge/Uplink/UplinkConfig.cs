using OpcSpaces.Settings;
namespace OpcSpaces.Edge.Uplink;

/// <summary>How fast a backlog is sent, and how long the uplink waits before it repeats.</summary>
public sealed record UplinkConfig
{
    /// <summary>Batches that may be in flight (sent, but not committed yet) when a session begins.</summary>
    public int FirstWindow { get; init; } = 32;

    /// <summary>The most batches that may be in flight.</summary>
    public int LargestWindow { get; init; } = 1024;

    /// <summary>The most content that may be in flight, in KiB.</summary>
    public int LargestWindowKilobytes { get; init; } = 4096;

    /// <summary>When batches are in flight and the watermark does not move for this long, in ms, the uplink goes back to it.</summary>
    public int ProgressTimeoutMs { get; init; } = 10_000;

    /// <summary>The pause before a go-back is random, from 0 to this, in ms. It doubles with each go-back that follows without progress.</summary>
    public int FirstGoBackDelayMs { get; init; } = 200;

    public int LongestGoBackDelayMs { get; init; } = 30_000;

    /// <summary>The first pause between two connections is random, from 0 to this, in ms.</summary>
    public int FirstReconnectDelayMs { get; init; } = 500;

    public int LongestReconnectDelayMs { get; init; } = 30_000;

    public int KeepAliveSeconds { get; init; } = 15;

    internal static UplinkConfig From(SettingsSection uplink)
    {
        var defaults = new UplinkConfig();
        return new UplinkConfig
        {
            FirstWindow = uplink.Number("firstWindow", defaults.FirstWindow),
            LargestWindow = uplink.Number("largestWindow", defaults.LargestWindow),
            LargestWindowKilobytes = uplink.Number("largestWindowKilobytes", defaults.LargestWindowKilobytes),
            ProgressTimeoutMs = uplink.Number("progressTimeoutMs", defaults.ProgressTimeoutMs),
            FirstGoBackDelayMs = uplink.Number("firstGoBackDelayMs", defaults.FirstGoBackDelayMs),
            LongestGoBackDelayMs = uplink.Number("longestGoBackDelayMs", defaults.LongestGoBackDelayMs),
            FirstReconnectDelayMs = uplink.Number("firstReconnectDelayMs", defaults.FirstReconnectDelayMs),
            LongestReconnectDelayMs = uplink.Number("longestReconnectDelayMs", defaults.LongestReconnectDelayMs),
            KeepAliveSeconds = uplink.Number("keepAliveSeconds", defaults.KeepAliveSeconds),
        };
    }

    internal void Check(SettingsRules rules)
    {
        rules.Within("largestWindow", LargestWindow, 1, 100_000);
        rules.Within("firstWindow", FirstWindow, 1, Math.Max(1, LargestWindow));
        rules.Within("largestWindowKilobytes", LargestWindowKilobytes, 1, 1_000_000);
        rules.Within("progressTimeoutMs", ProgressTimeoutMs, 100, 3_600_000);
        rules.Within("longestGoBackDelayMs", LongestGoBackDelayMs, 1, 3_600_000);
        rules.Within("firstGoBackDelayMs", FirstGoBackDelayMs, 0, Math.Max(0, LongestGoBackDelayMs));
        rules.Within("longestReconnectDelayMs", LongestReconnectDelayMs, 1, 3_600_000);
        rules.Within("firstReconnectDelayMs", FirstReconnectDelayMs, 1, Math.Max(1, LongestReconnectDelayMs));
        rules.Within("keepAliveSeconds", KeepAliveSeconds, 5, 65535);
    }
}

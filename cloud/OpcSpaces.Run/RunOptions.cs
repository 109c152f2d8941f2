using System.Net;

namespace OpcSpaces.Run;

/// <summary>What was asked for on the command line; null or the default where nothing was said.</summary>
internal sealed record RunOptions
{
    public int Port { get; init; } = 8080;

    /// <summary>Directory for everything that is kept; absolute.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>A recording to play; absolute.</summary>
    public string? Replay { get; init; }

    /// <summary>Days of history to simulate first.</summary>
    public int Days { get; init; } = 30;

    public string? Speed { get; init; }

    /// <summary>HOST:PORT of a broker in place of the embedded one.</summary>
    public string? Broker { get; init; }

    /// <summary>Where the embedded broker listens.</summary>
    public IPAddress BrokerListen { get; init; } = IPAddress.Loopback;

    /// <summary>The port of the embedded broker; null for the first free one from 18830 on.</summary>
    public int? BrokerPort { get; init; }

    public string? Influx { get; init; }

    /// <summary>Whether gateways are simulated.</summary>
    public bool Simulates { get; init; } = true;

    /// <summary>Whether the clock of everything shows the morning of a workday at the start, whenever that is.</summary>
    public bool HasDemoClock { get; init; }

    /// <summary>When to stop; null for never.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The duration as it was written.</summary>
    public string? DurationText { get; init; }

    public string Logs => Path.Combine(DataDirectory, "logs");

    /// <summary>Where a recording is played.</summary>
    public string SimulationDirectory => SimulatedCommunity.First.DataDirectory(this);

    /// <summary>The communities that are simulated; none where a recording is played.</summary>
    public IReadOnlyList<SimulatedCommunity> Communities => Simulates && Replay is null ? SimulatedCommunity.All : [];
}

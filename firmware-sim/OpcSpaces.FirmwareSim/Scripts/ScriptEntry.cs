namespace OpcSpaces.FirmwareSim.Scripts;

/// <summary>One fault or fraud of a script: what happens, where and when.</summary>
public sealed record ScriptEntry
{
    public required ScriptKind Kind { get; init; }

    /// <summary>False when the file does not name a known kind; then the other settings cannot be checked.</summary>
    internal bool HasKind { get; init; } = true;

    /// <summary>Empty when a gateway or all gateways are affected.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Empty for a whole zone.</summary>
    public string Point { get; init; } = "";

    /// <summary>Only this sensor of the point, as named in the description; empty for all.</summary>
    public string Sensor { get; init; } = "";

    public string Gateway { get; init; } = "";

    /// <summary>The beginning, by the people's clock; null for always.</summary>
    public DateTime? From { get; init; }

    /// <summary>The end, by the people's clock; null for never.</summary>
    public DateTime? To { get; init; }

    /// <summary>The hours of each day in which the entry is active; they may cross midnight. Null for the whole day.</summary>
    public (TimeOnly From, TimeOnly To)? Daily { get; init; }

    /// <summary>By how much a wrong clock is ahead, in seconds.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>The interval of <see cref="ScriptKind.TooRegular"/>, in seconds.</summary>
    public double EverySeconds { get; init; } = 300;

    /// <summary>What is left on by <see cref="ScriptKind.LeftOn"/>.</summary>
    public double Watts { get; init; } = 2_000;

    /// <summary>How many come by <see cref="ScriptKind.Crowd"/>.</summary>
    public int People { get; init; } = 20;
}

namespace OpcSpaces.FirmwareSim.Scripts;

/// <summary>One fault or fraud of a script: what happens where, and when.</summary>
public sealed record ScriptEntry
{
    public required ScriptKind Kind { get; init; }

    /// <summary>False where the file names no kind that there is: nobody can say what else it should have.</summary>
    internal bool HasKind { get; init; } = true;

    /// <summary>Empty for what happens to a gateway or to all.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Empty for a whole zone.</summary>
    public string Point { get; init; } = "";

    /// <summary>Only this sensor of a point that has several, as the description calls it; empty for all.</summary>
    public string Sensor { get; init; } = "";

    public string Gateway { get; init; } = "";

    /// <summary>Begins at this moment of the people's clock; null for always.</summary>
    public DateTime? From { get; init; }

    /// <summary>Ends at this moment of the people's clock; null for never.</summary>
    public DateTime? To { get; init; }

    /// <summary>On each day only in these hours, which may go over midnight.</summary>
    public (TimeOnly From, TimeOnly To)? Daily { get; init; }

    /// <summary>By how much a wrong clock is ahead, in seconds.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>The interval of what is too regular, in seconds.</summary>
    public double EverySeconds { get; init; } = 300;
}

namespace OpcSpaces.Model.Usage.Tenancy;

/// <summary>What the registry says about a place on one date.</summary>
[Flags]
public enum DayFacts : byte
{
    None = 0,

    /// <summary>Its zone is in use on this date.</summary>
    InUse = 1,

    /// <summary>It is out of service.</summary>
    OutOfService = 2,

    /// <summary>A tenant has rented it.</summary>
    Leased = 4,

    /// <summary>The tenant has announced to be away.</summary>
    Absent = 8,

    /// <summary>Its present sensor measures it from the beginning of the date on (the newest generation of its point).</summary>
    PresentSensor = 16,

    /// <summary>Another lease has begun on this date.</summary>
    LeaseBegins = 32,
}

/// <summary>Questions about the flags.</summary>
public static class DayFactsQuestions
{
    /// <summary>Whether the place can be used: it is in use, in service, and its tenant has not announced to be away. This is what is divided by.</summary>
    public static bool IsAvailable(this DayFacts flags) => (flags & (DayFacts.InUse | DayFacts.OutOfService | DayFacts.Absent)) == DayFacts.InUse;

    /// <summary>Whether all of some flags are there.</summary>
    public static bool Has(this DayFacts flags, DayFacts all) => (flags & all) == all;
}

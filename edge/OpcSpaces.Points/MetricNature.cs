namespace OpcSpaces.Points;

/// <summary>How a metric's values follow each other.</summary>
public enum MetricNature
{
    /// <summary>Whether a place is in use, or by how many people. A value holds until the next one.</summary>
    Presence,

    /// <summary>A state that holds until the next value.</summary>
    State,

    /// <summary>A quantity that changes all the time; a value is a sample.</summary>
    Gauge,

    /// <summary>A counter that only grows; differences between values are what was counted.</summary>
    Register,

    /// <summary>An event: a value is true of one moment and is never repeated, so births carry null for it.</summary>
    Moment,
}

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// Where a sensor says what it measures near a place, when that is weak evidence for presence there. Times are of the sensing clock. May be
/// called on any thread, but a sensor makes one call at a time. Calls are quick and do not throw, also after the place was disposed.
/// </summary>
internal interface IGradedEvidence
{
    /// <summary>A value, in the unit of the sensor.</summary>
    void Take(double value, DateTimeOffset at);

    /// <summary>The value is unknown from now on: the evidence is silent until the next one.</summary>
    void Lose(DateTimeOffset at);
}

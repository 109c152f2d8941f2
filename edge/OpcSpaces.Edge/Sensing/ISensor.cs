using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing;

/// <summary>One running sensor. Disposing it ends its readings; everything that it saw before was reported.</summary>
internal interface ISensor : IDisposable
{
    /// <summary>What is wrong with it, or was since the start; null for a sensor that was always sound.</summary>
    SensorHealth? Trouble { get; }

    /// <summary>
    /// Whether it may be in this condition although <see cref="Trouble"/> does not say so: its signals since the start have not ruled it out yet. So what was known before a
    /// restart is not called sound before the new agent can have found it out.
    /// </summary>
    bool MayBe(SensorCondition condition) => false;

    /// <summary>
    /// The agent before knew that it was in this condition. A sensor that needs hours to find that out goes on as broken at once, as far as <see cref="MayBe"/> allows, until
    /// its signals rule it out.
    /// </summary>
    void Resume(SensorCondition condition)
    {
        // Most conditions show again within minutes.
    }

    /// <summary>The driver has lost one of its pins or has it back, or has lost changes of it. Called by one thread at a time, and not after the sensor was disposed.</summary>
    void OnPin(PinReport report, DateTimeOffset at)
    {
        // A chip has no pins.
    }

    /// <summary>Edges of its signal that were too short to count; 0 for a sensor without a pin.</summary>
    long Bounces => 0;
}

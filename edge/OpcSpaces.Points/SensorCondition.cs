namespace OpcSpaces.Points;

/// <summary>What the signals of a sensor show about the sensor itself.</summary>
public enum SensorCondition
{
    /// <summary>Nothing is known to be wrong. This is no proof: an unplugged contact looks like one that nobody touches.</summary>
    Sound,

    /// <summary>Has not triggered for so long that somebody should look at it. It is still used.</summary>
    NeverTriggered,

    /// <summary>Does not answer, or its line does not return to rest, or the driver does not see its pin.</summary>
    Silent,

    /// <summary>Has been active for longer than is possible.</summary>
    StuckOn,

    /// <summary>Did not report what must have happened according to a second sensor.</summary>
    StuckOff,

    /// <summary>Changes faster, or measures more, than its data sheet or the fuse allows.</summary>
    Absurd,

    /// <summary>A chip has measured exactly the same value for hours, although its last digit always changes.</summary>
    Frozen,
}

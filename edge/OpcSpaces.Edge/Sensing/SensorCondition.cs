namespace OpcSpaces.Edge.Sensing;

/// <summary>What is known about a sensor from its own signals.</summary>
public enum SensorCondition
{
    /// <summary>Nothing speaks against it, which is not proof: an unplugged contact looks like one that nobody touches.</summary>
    Sound,

    /// <summary>Has not said anything for so long that somebody should look; what it would say is still believed.</summary>
    NeverTriggered,

    /// <summary>Does not answer, or does not fall to rest any more.</summary>
    Silent,

    /// <summary>Says the same for longer than anything real lasts.</summary>
    StuckOn,

    /// <summary>Does not say what a second sensor knows must have been.</summary>
    StuckOff,

    /// <summary>Changes faster, or says more, than its data sheet or the fuse allows.</summary>
    Absurd,

    /// <summary>The very same bits for hours, from a chip whose last digit always moves.</summary>
    Frozen,
}

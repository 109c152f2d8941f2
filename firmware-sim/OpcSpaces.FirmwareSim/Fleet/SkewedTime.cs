using OpcSpaces.Timing;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>A gateway's clock that can be wrong: its time of day is shifted, while its timers and intervals stay correct.</summary>
public sealed class SkewedTime(TimeProvider right) : ShiftedTime(right, TimeSpan.Zero)
{
    /// <inheritdoc cref="ShiftedTime.Ahead" />
    public new TimeSpan Ahead
    {
        get => base.Ahead;
        set => base.Ahead = value;
    }

    /// <summary>The boot of its machine, as the next agent on it is told; null for that of this process.</summary>
    public string? Boot { get; private set; }

    /// <summary>Whether it follows a time server, as the kernel says; null where the kernel cannot be asked.</summary>
    public bool? IsSynchronized { get; set; }

    /// <summary>The machine starts again.</summary>
    public void NewBoot() => Boot = Guid.NewGuid().ToString();
}

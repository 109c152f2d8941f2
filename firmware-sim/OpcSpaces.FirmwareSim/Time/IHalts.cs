namespace OpcSpaces.FirmwareSim.Time;

/// <summary>Moments at which virtual time has to stand still until something is done that takes real time.</summary>
public interface IHalts
{
    /// <summary>Time is not moved past it before <see cref="ReachAsync"/> has completed; the greatest time for none.</summary>
    DateTimeOffset NextHalt { get; }

    /// <summary>Does what is due at <paramref name="now"/>; afterwards <see cref="NextHalt"/> lies behind it.</summary>
    ValueTask ReachAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

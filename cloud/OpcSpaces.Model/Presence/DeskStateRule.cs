namespace OpcSpaces.Model.Presence;

/// <summary>The one rule that turns a desk's newest reading into its <see cref="DeskState"/>.</summary>
public static class DeskStateRule
{
    /// <summary>How long a desk counts as recently used after it was last occupied: 15 minutes.</summary>
    public static readonly TimeSpan RecentUse = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The state of a desk.
    /// </summary>
    /// <param name="occupied">The newest value; null when there is none or its quality is not good.</param>
    /// <param name="sinceLastOccupied">How long ago the desk was last occupied; null when that is not known.</param>
    public static DeskState Of(bool? occupied, TimeSpan? sinceLastOccupied) => occupied switch
    {
        null => DeskState.Unknown,
        true => DeskState.Occupied,
        false when sinceLastOccupied < RecentUse => DeskState.RecentlyUsed,
        false => DeskState.Free,
    };
}

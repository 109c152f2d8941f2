namespace OpcSpaces.Model.Presence;

/// <summary>What is known about a desk now. Unknown is a state of its own: it is never shown as free and never as used.</summary>
public enum DeskState
{
    /// <summary>No reading has arrived yet, the gateway is offline, or the sensor reports a fault.</summary>
    Unknown,

    /// <summary>Nobody is there, and nobody was there within <see cref="DeskStateRule.RecentUse"/>.</summary>
    Free,

    /// <summary>Nobody is there now, but somebody was there within <see cref="DeskStateRule.RecentUse"/>.</summary>
    RecentlyUsed,

    /// <summary>Somebody is there.</summary>
    Occupied,
}

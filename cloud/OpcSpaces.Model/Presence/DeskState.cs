namespace OpcSpaces.Model.Presence;

/// <summary>What is known of a desk right now. Unknown is a state of its own: it is never shown as free and never as used.</summary>
public enum DeskState
{
    /// <summary>Nothing trustworthy is known: never heard of, gateway away, or the sensor says its own value is not good.</summary>
    Unknown,

    /// <summary>Nobody there, and nobody within <see cref="DeskStateRule.RecentUse"/>.</summary>
    Free,

    /// <summary>Nobody there now, but somebody within <see cref="DeskStateRule.RecentUse"/>.</summary>
    RecentlyUsed,

    /// <summary>Somebody is there.</summary>
    Occupied,
}

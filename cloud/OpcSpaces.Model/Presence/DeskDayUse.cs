namespace OpcSpaces.Model.Presence;

/// <summary>Whether a desk was used on a day. Undecided is a result of its own: it is never counted as used and never as unused.</summary>
public enum DeskDayUse
{
    /// <summary>Too much of the day is unknown, or the sensors do not tell.</summary>
    Undecided,

    /// <summary>Almost certainly not used for as long as the threshold.</summary>
    Unused,

    /// <summary>Almost certainly used for at least as long as the threshold.</summary>
    Used,
}

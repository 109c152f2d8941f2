namespace OpcSpaces.Model.Usage.Groups;

/// <summary>What figures are summed up of, over the zones of a community. A zone is in some kinds and not in others.</summary>
public enum FigureKind
{
    /// <summary>Occupied time of desks.</summary>
    Desks,

    /// <summary>Occupied time of rooms.</summary>
    Rooms,

    /// <summary>What meters counted.</summary>
    Energy,
}

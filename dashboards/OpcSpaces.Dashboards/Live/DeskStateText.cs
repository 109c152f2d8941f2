using OpcSpaces.Model.Presence;

namespace OpcSpaces.Dashboards.Live;

/// <summary>The names of a <see cref="DeskState"/> for style sheets, the stream and the resource file.</summary>
public static class DeskStateText
{
    /// <summary>The states in the order in which the legend lists them.</summary>
    public static readonly IReadOnlyList<DeskState> Legend =
        [DeskState.Occupied, DeskState.RecentlyUsed, DeskState.Free, DeskState.Unknown];

    /// <summary>Style class and stream name: <c>occupied</c>, <c>recent</c>, <c>free</c>, <c>unknown</c>.</summary>
    public static string Name(DeskState state) => state switch
    {
        DeskState.Occupied => "occupied",
        DeskState.RecentlyUsed => "recent",
        DeskState.Free => "free",
        _ => "unknown",
    };
}

using OpcSpaces.Api.Mcp;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Presence;

namespace OpcSpaces.Api.Tests;

/// <summary>Desks whose live state a test says, by community.</summary>
internal sealed class TestDesks : IDesksNow
{
    public List<(string Community, DeskNow Desk)> Desks { get; } = [];

    public void Add(string community, string zone, string desk, DeskState state, DateTimeOffset? since = null) => Desks.Add((community, new DeskNow("f3", zone, desk, state, since)));

    public IReadOnlyList<DeskNow> Read(Caller caller, string community) => [.. Desks.Where(it => it.Community == community).Select(it => it.Desk)];
}

using OpcSpaces.Answers.Alarms;

namespace OpcSpaces.Api.Mcp;

/// <summary>The communities that a caller sees.</summary>
internal sealed record CommunitiesFound(IReadOnlyList<CommunityFound> Communities);

/// <summary>A community with its zones.</summary>
internal sealed record CommunityFound(string Id, string Name, string TimeZone, IReadOnlyList<ZoneFound> Zones);

/// <summary>A zone of a community.</summary>
internal sealed record ZoneFound(string Id, string Name, string Kind, string Floor);

/// <summary>Desks that are free now for who asks.</summary>
/// <param name="Desks">The first ones.</param>
/// <param name="Free">How many there are in all.</param>
/// <param name="Occupied">How many of those that fit are occupied, or were a moment ago.</param>
/// <param name="Unknown">Of how many of those that fit nobody knows it now; they are not free.</param>
/// <param name="Leased">How many of those that fit are leased to firms that you are not of; they are in no other number.</param>
internal sealed record FreeDesks(IReadOnlyList<FreeDesk> Desks, int Free, int Occupied, int Unknown, int Leased);

/// <summary>A desk that is free.</summary>
internal sealed record FreeDesk(string Floor, string Zone, string Desk, IReadOnlyList<string> Equipment, bool Accessible, DateTimeOffset? Since);

/// <summary>Alarms of a community.</summary>
/// <param name="Alarms">The newest first.</param>
/// <param name="AreMore">Whether there are more of them.</param>
internal sealed record AlarmsFound(IReadOnlyList<AlarmAnswer> Alarms, bool AreMore);

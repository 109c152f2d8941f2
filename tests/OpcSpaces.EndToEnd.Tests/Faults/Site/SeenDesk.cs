namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>A desk as the live page shows it: <c>occupied</c>, <c>recent</c>, <c>free</c> or <c>unknown</c>, and since when.</summary>
internal sealed record SeenDesk(string State, DateTimeOffset? Since);

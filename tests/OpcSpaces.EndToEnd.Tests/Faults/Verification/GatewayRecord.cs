namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>Everything that testifies to what one gateway made.</summary>
/// <param name="Gateway">group/node.</param>
/// <param name="Outbox">Its file, after the agent has ended.</param>
/// <param name="Notes">What its witness was told.</param>
/// <param name="Kills">How often its process was killed: so many commits can be without a note.</param>
internal sealed record GatewayRecord(string Gateway, OutboxCopy Outbox, IReadOnlyList<WitnessNote> Notes, int Kills);

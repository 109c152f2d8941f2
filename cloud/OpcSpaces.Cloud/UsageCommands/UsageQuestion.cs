using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Cloud.UsageCommands;

/// <summary>What a command asks for.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Id">Its id; for a day, empty.</param>
/// <param name="Community">Null for the only one.</param>
/// <param name="From">The first date; null for eight weeks, or since the records began.</param>
/// <param name="To">The last date; null for yesterday.</param>
/// <param name="Rules">The parameters of metrics.</param>
internal sealed record UsageQuestion(UsageKind Kind, string Id, string? Community, DateOnly? From, DateOnly? To, MetricRules Rules);

internal enum UsageKind
{
    Zone,
    Desk,
    Tenant,
    Day,
}

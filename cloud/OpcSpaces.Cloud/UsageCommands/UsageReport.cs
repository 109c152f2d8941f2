using System.Text.Json.Serialization;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Cloud.UsageCommands;

/// <summary>What a command shows: figures in sections, with what has to be said about all of them.</summary>
/// <param name="About">What it is about, such as <c>zone hub/open-3</c>.</param>
/// <param name="From">The first date.</param>
/// <param name="To">The last date.</param>
/// <param name="TimeZone">In which the dates are.</param>
/// <param name="Facts">What the registry says, as names and texts.</param>
/// <param name="Sections">The figures.</param>
/// <param name="Notes">Sentences about the data, such as what was assumed.</param>
internal sealed record UsageReport(string About, DateOnly From, DateOnly To, string TimeZone, IReadOnlyList<UsageFact> Facts, IReadOnlyList<UsageSection> Sections, IReadOnlyList<string> Notes);

/// <summary>A name and a text.</summary>
internal sealed record UsageFact(string Name, string Text);

/// <summary>Some figures under a title.</summary>
internal sealed record UsageSection(string Title, IReadOnlyList<UsageRow> Rows);

/// <summary>A figure, or a finding in a word, with its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Figure">Null for a finding.</param>
/// <param name="Text">What is said beside the figure, or the finding.</param>
internal sealed record UsageRow(string Name, Figure? Figure, string? Text = null);

/// <summary>What came of a command.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Report">Null when there is none.</param>
/// <param name="Faults">Why there is none.</param>
internal sealed record UsageAnswer(int Code, UsageReport? Report, params IReadOnlyList<string> Faults);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(UsageReport))]
internal sealed partial class UsageJson : JsonSerializerContext;

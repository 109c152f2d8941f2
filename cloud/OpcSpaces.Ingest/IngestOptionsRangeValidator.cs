using Microsoft.Extensions.Options;

namespace OpcSpaces.Ingest;

/// <summary>The ranges that stand at the options, generated.</summary>
[OptionsValidator]
internal sealed partial class IngestOptionsRangeValidator : IValidateOptions<IngestOptions>;

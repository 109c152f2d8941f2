using Microsoft.Extensions.Options;

namespace OpcSpaces.Ingest;

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class IngestOptionsRangeValidator : IValidateOptions<IngestOptions>;

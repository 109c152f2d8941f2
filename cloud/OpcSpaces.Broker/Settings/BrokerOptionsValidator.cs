using Microsoft.Extensions.Options;

namespace OpcSpaces.Broker.Settings;

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class BrokerOptionsValidator : IValidateOptions<BrokerOptions>;

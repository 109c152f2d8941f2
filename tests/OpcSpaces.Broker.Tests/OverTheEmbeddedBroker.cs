using OpcSpaces.Wire.Tests.Mqtt;

namespace OpcSpaces.Broker.Tests;

public sealed class EmbeddedMessageTests() : MessageContract(EmbeddedContractBroker.StartAsync);

public sealed class EmbeddedHandlerTests() : HandlerContract(EmbeddedContractBroker.StartAsync);

public sealed class EmbeddedWillTests() : WillContract(EmbeddedContractBroker.StartAsync);

public sealed class EmbeddedClosedTests() : ClosedContract(EmbeddedContractBroker.StartAsync);

public sealed class EmbeddedBackPressureTests() : BackPressureContract(EmbeddedContractBroker.StartAsync);

public sealed class EmbeddedCrowdTests() : CrowdContract(EmbeddedContractBroker.StartAsync);

public sealed class EmbeddedSubscriptionTests() : SubscriptionContract(EmbeddedContractBroker.StartAsync);

public sealed class EmbeddedLimitsTests() : LimitsContract(EmbeddedContractBroker.StartAsync);

public sealed class EmbeddedTwinTests() : TwinContract(EmbeddedContractBroker.StartAsync);

public sealed class EmbeddedVersionTests() : VersionContract(EmbeddedContractBroker.StartAsync);

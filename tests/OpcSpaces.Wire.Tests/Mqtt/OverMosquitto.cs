namespace OpcSpaces.Wire.Tests.Mqtt;

public sealed class MosquittoMessageTests() : MessageContract(MosquittoContractBroker.StartAsync);

public sealed class MosquittoHandlerTests() : HandlerContract(MosquittoContractBroker.StartAsync);

public sealed class MosquittoWillTests() : WillContract(MosquittoContractBroker.StartAsync);

public sealed class MosquittoClosedTests() : ClosedContract(MosquittoContractBroker.StartAsync);

public sealed class MosquittoBackPressureTests() : BackPressureContract(MosquittoContractBroker.StartAsync);

public sealed class MosquittoCrowdTests() : CrowdContract(MosquittoContractBroker.StartAsync);

public sealed class MosquittoSubscriptionTests() : SubscriptionContract(MosquittoContractBroker.StartAsync);

public sealed class MosquittoLimitsTests() : LimitsContract(MosquittoContractBroker.StartAsync);

public sealed class MosquittoTwinTests() : TwinContract(MosquittoContractBroker.StartAsync);

public sealed class MosquittoVersionTests() : VersionContract(MosquittoContractBroker.StartAsync);

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>What happens to the cloud.</summary>
internal enum CloudFaultKind
{
    /// <summary>It reaches no broker.</summary>
    BrokerAway,

    /// <summary>The store of usage records cannot be written or read.</summary>
    UsageStoreAway,
}

/// <summary>One fault of the cloud.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="From">The beginning.</param>
/// <param name="To">From then on it works as usual.</param>
internal sealed record CloudFault(CloudFaultKind Kind, DateTimeOffset From, DateTimeOffset To);

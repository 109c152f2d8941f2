namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>Is told what the sensors of one kind at one point say. Called on any thread; calls must be quick and must not throw.</summary>
internal interface IEvidenceListener
{
    /// <summary>One of the sensors became active, or is no longer active.</summary>
    void OnEvidence(bool active);

    /// <summary>One of the sensors is known to be broken: what it said, and its silence, prove nothing.</summary>
    /// <param name="wasActive">It counted as active until now, and no longer does.</param>
    void OnBroken(bool wasActive);
}

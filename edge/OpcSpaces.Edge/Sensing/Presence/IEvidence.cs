namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What one sensor says about its place. Times are the sensing clock's and not far behind it. May be called on any thread, but
/// one call of one sensor at a time; calls are quick and do not throw, also after the place was disposed. Motion, contact and
/// door are taken for inactive until they are set; power and count say nothing until then.
/// </summary>
internal interface IEvidence
{
    /// <summary>The sensor's level: motion seen, pad pressed, power above standby, door open, somebody counted. A moment is true, then false.</summary>
    void Set(bool active, DateTimeOffset at);

    /// <summary>The sensor is known to be broken: it is left out from now on.</summary>
    void Broken(DateTimeOffset at);

    /// <summary>The sensor is heard again.</summary>
    void Sound(DateTimeOffset at);
}

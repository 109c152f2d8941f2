namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// Where one sensor says what it knows about presence at a place. Times are of the sensing clock, and at most a minute and a half
/// old. May be called on any thread, but a sensor makes one call at a time. Calls are quick and do not throw, also after the place
/// was disposed. Motion, contact and door count as inactive until they are set; power, view and count give no evidence until then.
/// </summary>
internal interface IEvidence
{
    /// <summary>The level of the sensor: motion seen, pad pressed, power above standby, door open, somebody in view, somebody counted. A short event is true, then false.</summary>
    void Set(bool active, DateTimeOffset at);

    /// <summary>The sensor is known to be broken. It is not used from now on.</summary>
    void Broken(DateTimeOffset at);

    /// <summary>The sensor works again.</summary>
    void Sound(DateTimeOffset at);
}

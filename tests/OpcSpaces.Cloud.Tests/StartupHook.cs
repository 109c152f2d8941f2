#pragma warning disable CA1050 // .NET finds a startup hook by this name, without a namespace
/// <summary>Makes a thread fail in the process that it is loaded into, once that has begun to build the cloud.</summary>
internal static class StartupHook
{
    public static void Initialize() => AppDomain.CurrentDomain.AssemblyLoad += (_, args) =>
    {
        if (args.LoadedAssembly.GetName().Name == "OpcSpaces.Broker")
            new Thread(() => throw new InvalidOperationException("a thread failed")).Start();
    };
}

using System.Runtime.InteropServices;

namespace OpcSpaces.Testing;

/// <summary>The gateway compiled to native code. <c>tests/run</c> builds it, because compiling takes minutes.</summary>
public static class NativeGateway
{
    public static bool IsBuilt => File.Exists(Program);

    /// <summary>The command that builds it.</summary>
    public static string HowToBuild =>
        $"dotnet publish edge/OpcSpaces.Gateway -c Release -r linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()} -p:PublishAot=true -o edge/OpcSpaces.Gateway/bin/native";

    private static string Program => Path.Combine(ProductBinary.RepositoryRoot, "edge", "OpcSpaces.Gateway", "bin", "native", "opcspaces-gateway");

    /// <summary>Path of the program; throws with the command that builds it.</summary>
    public static string Find() => IsBuilt ? Program : throw new FileNotFoundException($"{Program} is missing: build it with '{HowToBuild}'.");
}

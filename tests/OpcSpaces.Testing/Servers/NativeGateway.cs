using System.Runtime.InteropServices;

namespace OpcSpaces.Testing;

/// <summary>The gateway compiled to native code. <c>tests/run</c> builds it, because compiling takes minutes.</summary>
public static class NativeGateway
{
    private const string Emulator = "qemu-aarch64-static";

    public static bool IsBuilt => File.Exists(Program("native"));

    /// <summary>The command that builds it.</summary>
    public static string HowToBuild => Publish(RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(), "native", "");

    /// <summary>Path of the program; throws with the command that builds it.</summary>
    public static string Find() => Find("native", HowToBuild);

    /// <summary>
    /// The command that runs the program that was compiled for a Raspberry Pi (arm64): on another processor by QEMU, with Debian's
    /// libraries for arm64 and the OpenSSL that <c>tests/run</c> unpacks. Throws with what to install or build.
    /// </summary>
    public static (string Program, string[] Arguments) FindArm64()
    {
        if (RuntimeInformation.OSArchitecture == Architecture.Arm64) return (Find(), []);
        var program = Find("native-arm64", Publish("arm64", "native-arm64", " -p:ObjCopyName=aarch64-linux-gnu-objcopy"));
        var libraries = Path.Combine(Folder, "arm64-libraries", "usr", "lib", "aarch64-linux-gnu");
        if (!Directory.Exists(libraries)) throw new DirectoryNotFoundException($"{libraries} is missing: tests/run unpacks it.");
        return (ServerBinary.Find(Emulator, "qemu-user-static"), ["-L", "/usr/aarch64-linux-gnu", "-E", $"LD_LIBRARY_PATH={libraries}", program]);
    }

    private static string Find(string folder, string howToBuild) =>
        File.Exists(Program(folder)) ? Program(folder) : throw new FileNotFoundException($"{Program(folder)} is missing: build it with '{howToBuild}'.");

    private static string Folder => Path.Combine(ProductBinary.RepositoryRoot, "edge", "OpcSpaces.Gateway", "bin");

    private static string Program(string folder) => Path.Combine(Folder, folder, "opcspaces-gateway");

    private static string Publish(string architecture, string folder, string options) =>
        $"dotnet publish edge/OpcSpaces.Gateway -c Release -r linux-{architecture} -p:PublishAot=true{options} -o edge/OpcSpaces.Gateway/bin/{folder}";
}

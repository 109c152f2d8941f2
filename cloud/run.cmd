@echo off
rem Starts OpcSpaces from a fresh clone on Windows; needs the .NET 10 SDK. "cloud\run --help" lists the options.
where dotnet >nul 2>nul || (echo cloud\run: the .NET SDK 10 is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again 1>&2 & exit /b 2)
dotnet run --project "%~dp0OpcSpaces.Run" -c Release -- %*

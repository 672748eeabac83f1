/// What the next observation of managed files, services and packages of a host must show for a step to count as done.
package enum HostOSPostcondition: Sendable, Hashable, Codable {
    /// The managed file holds these lines with their values; a file that is hcctl's as a whole holds nothing else.
    case fileHolds(HostName, ManagedFile.ID, [OwnedLine])
    case directory(HostName, path: String)
    case serviceRuns(HostName, unit: String)
    /// All of them, configured.
    case packagesInstalled(HostName, [String])
    /// The host knows a version of each that could be installed.
    case packagesAvailable(HostName, [String])
}

package import World

/// What is sent to hosted-engine's command line.
package enum HostedEngineCommands {
    /// All hosts' metadata as this host reads them. It takes 0.3 s with a healthy broker.
    package static let status = Query.run(
        Invocation(["hosted-engine", "--vm-status", "--json"], limit: .killAfter(limit)))

    /// The broker waits for the shared storage: without a limit a hung mount would hold up the whole observation.
    static let limit = Duration.seconds(10)
}

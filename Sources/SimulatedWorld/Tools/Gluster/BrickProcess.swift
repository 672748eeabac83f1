/// The process of a brick.
package struct BrickProcess: Sendable, Hashable, Codable {
    /// Its port; 0 before the first start.
    package var port = 0
    /// Whether it registered its port with glusterd. It stays so when it is killed.
    package var isRegistered = false
    /// Whether it runs.
    package var isRunning = false
}

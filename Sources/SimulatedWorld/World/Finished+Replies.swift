internal import World

extension Finished {
    /// Ended with 0.
    static func said(_ output: String, errors: String = "") -> Self {
        Self(exitStatus: 0, output: Array(output.utf8), errors: Array(errors.utf8))
    }

    /// Ended with another status, and said why on standard error.
    static func refused(_ status: Int, _ errors: String, output: String = "") -> Self {
        Self(exitStatus: status, output: Array(output.utf8), errors: Array(errors.utf8))
    }
}
